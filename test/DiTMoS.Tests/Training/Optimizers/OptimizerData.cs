using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Training.Optimizers;

/// <summary>Runs an optimiser and its definition in double over the same gradients.</summary>
internal static class OptimizerData
{
    /// <summary>On both sides of every vector width.</summary>
    public static TheoryData<int> Lengths => [1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 100];

    /// <summary>The values after each of <paramref name="learningRates"/> as float leaves them.</summary>
    public static float[] Run(this Optimizer optimizer, int length, params ReadOnlySpan<float> learningRates)
    {
        float[] values = Values(length).ToSingle();
        for (int step = 0; step < learningRates.Length; step++)
        {
            optimizer.Step(values, Gradients(length, step).ToSingle(), learningRates[step]);
        }

        return values;
    }

    public static double[] Values(int length) => Draw.Gaussian(length, 0);

    public static double[] Gradients(int length, int step) => Draw.Gaussian(length, 1 + step);
}
