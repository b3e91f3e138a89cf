using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Export.Manifest;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Slicing;
using DiTMoS.Streaming;

namespace DiTMoS.Export;

/// <summary>Writes what a microcontroller needs to run a model: network files, slices, and the manifest that says how they make one inference.</summary>
public static class Deployment
{
    /// <summary>Plans a model for a board and writes its folder, whole or not at all.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder; it is made where it is not there. An earlier deployment is replaced, any other content refused.</param>
    /// <param name="options">Board, limits and targets; null for the defaults.</param>
    /// <param name="windows">Windows of the model's channels and length, kept in the folder with what the engine says of them; of more than <see cref="DeploymentOptions.MaximumWindows"/> evenly spread ones. Null: those that the model keeps of its validation part, where it has any.</param>
    /// <param name="samples">With <see cref="DeploymentOptions.Streaming"/>, samples that are kept in the folder to verify the stream with. Null: windows end to end, where the network reads samples as they are.</param>
    /// <returns>What was written. The same model, options, windows and samples give the same bytes.</returns>
    /// <exception cref="OptionException">An option is out of range, or the front end of the model cannot be computed in C.</exception>
    /// <exception cref="PlanException">No plan keeps to the limits.</exception>
    /// <exception cref="RecordingException">The windows have another shape.</exception>
    /// <exception cref="DeploymentException">The folder holds something else or cannot be written, or the shapes of the model break the rules of STM32Cube.AI.</exception>
    public static DeploymentResult Write(WindowModel model, string folder, DeploymentOptions? options = null, WindowSet? windows = null, StreamSamples? samples = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new DeploymentOptions();
        Check(folder, options);

        RoutedGraph graph = RoutedGraph.Of(model);
        DeploymentPlan plan = Planner.Plan(graph, options.Board, options.Plan);
        var content = new DeploymentContent(model, graph, plan, Slicer.Cut(graph, plan.Memory), options);
        if ((windows ?? KeptWindows(model)) is { } verified)
        {
            content.AddWindows(verified);
        }

        if (samples is not null && options.Streaming is not null)
        {
            content.AddSamples(samples);
        }

        DeploymentManifest manifest = content.ToManifest();
        DeploymentFolder.Write(folder, content.Files, ManifestFile.ToBytes(manifest));
        return new DeploymentResult(folder, manifest);
    }

    /// <summary>Refuses what <see cref="Write"/> would refuse whatever the model, such as before a long training.</summary>
    /// <param name="folder">The folder; nothing is written to it.</param>
    /// <param name="options">Board, limits and targets; null for the defaults.</param>
    /// <exception cref="OptionException">An option is out of range.</exception>
    /// <exception cref="DeploymentException">The folder holds something else.</exception>
    public static void Check(string folder, DeploymentOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new DeploymentOptions();
        Check(options);
        options.Board.Check();
        options.Plan.Check();
        DeploymentFolder.RequireReplaceable(folder);
    }

    /// <summary>The windows that the model keeps of its validation part; null for none.</summary>
    private static WindowSet? KeptWindows(WindowModel model)
    {
        float[] samples = [.. model.ValidationWindows];
        return samples.Length == 0
            ? null
            : new WindowSet
            {
                Samples = samples,
                Channels = model.Channels,
                Length = model.Length,
                Labels = [.. Enumerable.Repeat(-1, samples.Length / (model.Channels * model.Length))],   // not known
                ClassNames = model.ClassNames,
                ChannelNames = model.ChannelNames,
                SampleRateHz = model.SampleRateHz,
                FrontEnd = model.FrontEnd,
                Source = "validation windows that the model keeps",
            };
    }

    private static void Check(DeploymentOptions options)
    {
        if (options.Board is null || options.Plan is null)
        {
            throw new OptionException("DeploymentOptions: must have a board and a plan's options. Got null.");
        }

        if (options.MaximumWindows < 1)
        {
            throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"DeploymentOptions.MaximumWindows: must be at least 1. Got {options.MaximumWindows}."));
        }

        if (!Enum.IsDefined(options.Optimization))
        {
            throw new OptionException($"DeploymentOptions.Optimization: must be Speed or Size. Got {options.Optimization}.");
        }

        if (options.Name is null)
        {
            throw new OptionException("DeploymentOptions.Name: must be a text. Got null.");
        }

        options.Streaming?.Check();
        if (options.Streaming is not null && !options.Targets.HasFlag(DeploymentTargets.C99))
        {
            throw new OptionException($"{OptionName.Of("FrontEnd")} needs C code to stand in. Got the targets {options.Targets}. Add {nameof(DeploymentTargets.C99)}.");
        }

        if (!Enum.IsDefined(options.Layout) || (options.Targets & ~DeploymentTargets.All) != 0)
        {
            throw new OptionException($"DeploymentOptions: must have a known layout and known targets. Got {options.Layout} and {options.Targets}.");
        }
    }
}
