using DiTMoS.Compression;
using DiTMoS.Compression.Calibration;
using DiTMoS.Data;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Tests.Export.Onnx;
using DiTMoS.Tests.Planning;

namespace DiTMoS.Tests.Compression;

public class QuantizerTests
{
    [Theory]
    [InlineData("falls", 2, FeatureScaling.Folded)]
    [InlineData("activities", 6, FeatureScaling.Shared)]
    [InlineData("keywords", 10, FeatureScaling.Automatic)]
    public void Quantize_TrainedModel_KeepsNearlyAllAnswers(string recordings, int classifiers, FeatureScaling features)
    {
        DiTMoSModel model = TrainedModels.Of(recordings, classifiers, aggregation: true, sharedBase: classifiers != 6);
        RoutedGraph graph = RoutedGraph.OfNormalized(model);
        float[][] windows = Normalized(model, TrainedModels.Some(recordings, 200));
        RoutedGraph quantized = Quantizer.Quantize(graph, windows, new QuantizationOptions { Features = features });

        var real = new GraphRunner(graph);
        var integers = new IntegerRunner(quantized);
        int same = windows.Count(window => LabelOf(real, graph, window) == LabelOf(integers, window));

        Assert.InRange(same, (int)(0.95 * windows.Length), windows.Length);
    }

    [Theory]
    [InlineData(CalibrationMethod.MinMax)]
    [InlineData(CalibrationMethod.Percentile)]
    [InlineData(CalibrationMethod.MeanSquaredError)]
    public void Quantize_ByAnyMethod_LogitsStayNear(CalibrationMethod method)
    {
        DiTMoSModel model = TrainedModels.Of("falls", 2, aggregation: true, sharedBase: true);
        RoutedGraph graph = RoutedGraph.OfNormalized(model);
        float[][] windows = Normalized(model, TrainedModels.Some("falls", 100));
        RoutedGraph quantized = Quantizer.Quantize(graph, windows, new QuantizationOptions { Calibration = method, Percentile = 99.9 });

        var real = new GraphRunner(graph);
        var integers = new IntegerRunner(quantized);
        double error = 0;
        double size = 0;
        foreach (float[] window in windows)
        {
            int route = integers.Run(window);
            real.Run(window, route);
            TensorScale scale = quantized.Classifiers[route].Outputs[0].Scale!.Value;
            foreach ((sbyte found, float expected) in integers.Values[TensorNames.Logits].Zip(real.Values[TensorNames.Logits]))
            {
                error += Math.Pow(scale.Dequantize(found) - expected, 2);
                size += expected * expected;
            }
        }

        Assert.InRange(Math.Sqrt(error / size), 0, 0.08);
    }

    [Fact]
    public void Plan_QuantizedPublishedNetworks_TakesLessThanAThirdOfTheRam()
    {
        DiTMoSModel model = PublishedModels.UniMib();
        RoutedGraph graph = RoutedGraph.OfNormalized(model);
        RoutedGraph quantized = Quantizer.Quantize(graph, Normalized(model, PublishedModels.Windows(model, 4)), new QuantizationOptions());

        int ram = Planner.Plan(quantized, Board.Stm32F767ZI, new PlanOptions { Strategy = PlacementStrategy.Ram }).Memory.ArenaBytes;
        int real = Planner.Plan(graph, Board.Stm32F767ZI, new PlanOptions { Strategy = PlacementStrategy.Ram }).Memory.ArenaBytes;

        Assert.InRange(ram, 1, real / 3);
        TestContext.Current.TestOutputHelper?.WriteLine($"{ram} bytes, {real} in single precision.");
    }

    private static float[][] Normalized(DiTMoSModel model, WindowSet windows)
    {
        float[] samples = model.Normalization.ApplyAll(windows);
        int length = windows.Channels * windows.Length;
        return [.. Enumerable.Range(0, windows.Count).Select(i => samples.AsSpan(i * length, length).ToArray())];
    }

    private static (int Route, int Label) LabelOf(GraphRunner runner, RoutedGraph graph, float[] window)
    {
        int route = runner.Run(window);
        return (route, Logits.IndexOfMaximum(runner.Values[graph.Score.Name]));
    }

    private static (int Route, int Label) LabelOf(IntegerRunner runner, float[] window)
    {
        int route = runner.Run(window);
        return (route, runner.Label);
    }
}
