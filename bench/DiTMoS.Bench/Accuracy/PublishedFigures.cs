namespace DiTMoS.Bench.Accuracy;

/// <summary>Accuracies that the recordings' authors publish beside them, in [0, 1].</summary>
/// <param name="NearestNeighbour">Of their 1-NN.</param>
/// <param name="SupportVectorMachine">Of their support vector machine with a radial kernel.</param>
internal sealed record PublishedFigures(double NearestNeighbour, double SupportVectorMachine);
