namespace DiTMoS.Training.Splitting;

/// <summary>What <see cref="KMeans"/> found.</summary>
/// <param name="Assignment">For each of the N rows, the subset that it belongs to, in [0, k).</param>
/// <param name="Centres">The mean of each subset's rows, shape (k, F), row-major.</param>
/// <param name="Inertia">The sum over all rows of the squared distance to the centre of their subset.</param>
/// <param name="Iterations">Lloyd iterations of the run that was kept.</param>
public sealed record KMeansResult(int[] Assignment, float[] Centres, double Inertia, int Iterations);
