using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>Holds what ONNX Runtime gave against the engine.</summary>
internal static class EngineAssert
{
    private const float Tolerance = 1e-4f;

    /// <summary>Compares all results of a model with the engine; returns the largest difference of a score.</summary>
    public static float Same(DiTMoSModel model, WindowSet windows, IEnumerable<OnnxRuntimeResult> results)
    {
        var scorer = new WindowScorer(model, windows.Count);
        scorer.Score(windows.Samples, windows.Count);
        float largest = 0;
        foreach (OnnxRuntimeResult result in results)
        {
            Assert.Equal(windows.Count, result.Count);
            for (int i = 0; i < windows.Count; i++)
            {
                largest = Math.Max(largest, Same(scorer, i, result));
            }
        }

        return largest;
    }

    private static float Same(WindowScorer scorer, int window, OnnxRuntimeResult result)
    {
        ReadOnlySpan<float> expected = scorer.Probabilities(window);
        ReadOnlySpan<float> outputs = result.Outputs(window);
        ReadOnlySpan<float> score = outputs[^expected.Length..];
        bool isFull = result.Route(window) < 0;
        int route = isFull ? (int)outputs[0] : result.Route(window);
        int label = isFull ? (int)outputs[1] : Logits.IndexOfMaximum(score);
        float largest = 0;
        for (int k = 0; k < score.Length; k++)
        {
            largest = Math.Max(largest, Math.Abs(score[k] - expected[k]));
        }

        Assert.True(route == scorer.Selected(window), $"{result.Name}, window {window}: route {route}, the engine's is {scorer.Selected(window)}.");
        Assert.True(label == scorer.Predicted(window), $"{result.Name}, window {window}: label {label}, the engine's is {scorer.Predicted(window)}.");
        Assert.True(largest <= Tolerance, $"{result.Name}, window {window}: a score differs from the engine's by {largest:G3}.");
        return largest;
    }
}
