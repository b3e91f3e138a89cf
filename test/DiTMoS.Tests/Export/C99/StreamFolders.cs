using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Export.C99;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Planning.Memory;
using DiTMoS.Streaming;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Export.C99;

/// <summary>Folders with streams around a small model.</summary>
internal static class StreamFolders
{
    /// <summary>Every kind of smoothing and rejection.</summary>
    public static readonly StreamingOptions Everything = new() { Hop = 6, SampleRateHz = 100, Smoothing = SmoothingKind.Majority, SmoothingWindows = 3, SwitchMargin = 0.1f, RejectBelow = 0.6f, RefractorySeconds = 0.25 };

    /// <summary>The small model of two channels, x and y, 24 samples at 50 Hz.</summary>
    public static DiTMoSModel OfSamples() => ModelData.SmallModel().With(new FrontEnd { ChannelNames = ["x", "y"], Windows = new WindowOptions { Length = 24, Hop = 12, SampleRateHz = 50 } });

    /// <summary>The small model of two cepstral coefficients of 24 frames.</summary>
    public static DiTMoSModel OfFrames(double preEmphasis = 0.97, int frameLength = 8, int frameHop = 4) => Of(
        ["sound"],
        ["mfcc1", "mfcc0"],
        frameLength + (23 * frameHop) + (frameHop / 2),
        new MfccStep { FrameLength = frameLength, Hop = frameHop, FftSize = 16, LowestHz = 1, HighestHz = 25, Filters = 3, Coefficients = 2, PreEmphasis = preEmphasis });

    /// <summary>The small model of two of the channels that steps make of others.</summary>
    public static DiTMoSModel Of(string[] channels, string[] read, int window, params FeatureStep[] steps)
    {
        DiTMoSModel model = ModelData.SmallModel();
        return new DiTMoSModel(model.Selector, model.Classifiers)
        {
            ClassNames = model.ClassNames,
            ChannelNames = read,
            Normalization = model.Normalization,
            FrontEnd = new FrontEnd { ChannelNames = channels, Windows = new WindowOptions { Length = window, Hop = window, SampleRateHz = 50 }, Features = steps },
            Temperature = model.Temperature,
            Record = model.Record,
        };
    }

    /// <summary>The files.</summary>
    public static IReadOnlyDictionary<string, byte[]> Write(DiTMoSModel model, StreamingOptions options, PlacementStrategy strategy = PlacementStrategy.Ram, string name = "small")
    {
        RoutedGraph graph = RoutedGraph.Of(model);
        MemoryPlan plan = Planner.Plan(graph, Board.Stm32F767ZI, new PlanOptions { Strategy = strategy, AllowFlashWear = true }).Memory;
        var c99 = new C99Options { Name = name, ClassNames = model.ClassNames, ChannelNames = model.ChannelNames, Optimization = CodeOptimization.Size, Stream = StreamPlan.Of(model, options) };
        return C99Writer.Write(graph, plan, c99, C99Vectors.Of(model, null));
    }
}
