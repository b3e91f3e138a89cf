using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>A trained model that classifies windows: its networks and all that is needed to use and to judge them.</summary>
/// <remarks>Windows of C channels and L samples, K classes. Either a <see cref="DiTMoSModel"/>, which routes, or an <see cref="EnsembleModel"/>, which averages.</remarks>
public abstract class WindowModel
{
    private const string WindowsTensor = "validation/windows";

    private protected WindowModel()
    {
    }

    /// <summary>All networks, in the order of the file.</summary>
    public abstract IReadOnlyList<Network> Networks { get; }

    /// <summary>Channels of a window, C.</summary>
    public int Channels => Networks[0].Spec.Channels;

    /// <summary>Samples per channel of a window, L.</summary>
    public int Length => Networks[0].Spec.Length;

    /// <summary>Classes, K.</summary>
    public abstract int Classes { get; }

    /// <summary>Multiplications of one inference.</summary>
    public abstract long MacsPerInference { get; }

    /// <summary>Weights and biases of all networks, batch norms folded: what a deployed model stores.</summary>
    public long FoldedParameters => Networks.Sum(network => network.Spec.FoldedParameters);

    /// <summary>The K class names, in the order of the logits.</summary>
    /// <exception cref="OptionException">They are not K different names.</exception>
    public required IReadOnlyList<string> ClassNames
    {
        get;
        init => field = ModelChecks.Names(value, Classes, "class names");
    }

    /// <summary>The C channel names, in the order of the input.</summary>
    /// <exception cref="OptionException">They are not C different names.</exception>
    public required IReadOnlyList<string> ChannelNames
    {
        get;
        init => field = ModelChecks.Names(value, Channels, "channel names");
    }

    /// <summary>Samples per second that the model was trained on; null where unknown.</summary>
    /// <exception cref="OptionException">The value is not a finite number over 0.</exception>
    public double? SampleRateHz
    {
        get;
        init
        {
            ModelChecks.Require(value is null or (> 0 and < double.PositiveInfinity), "sample rate", "must be a finite number of hertz over 0", Text(value));
            field = value;
        }
    }

    /// <summary>What is done to each channel before the networks see it.</summary>
    /// <exception cref="OptionException">It is not for C channels, or not finite.</exception>
    public required ChannelNormalization Normalization
    {
        get;
        init => field = ModelChecks.Normalization(value, Channels);
    }

    /// <summary>How the windows that the model was trained on were made of recordings, so that others are made alike (<see cref="RecordingOptions.FrontEnd"/>); null where unknown. Set it behind <see cref="ChannelNames"/>, which must be among what comes out. Default null.</summary>
    /// <exception cref="OptionException">A part of it is missing or out of range, or other windows than the model's come out of it.</exception>
    public FrontEnd? FrontEnd
    {
        get;
        init
        {
            value?.Check(ChannelNames ?? [], Length);
            field = value;
        }
    }

    /// <summary>What class logits are divided by before they become probabilities; over 0. Default 1.</summary>
    /// <exception cref="OptionException">The value is not a finite number over 0.</exception>
    public float Temperature
    {
        get;
        init
        {
            ModelChecks.Require(value is > 0 and < float.PositiveInfinity, "temperature", "must be a finite number over 0", Text(value));
            field = value;
        }
    } = 1;

    /// <summary>How the model came about.</summary>
    /// <exception cref="OptionException">It holds something that cannot be stored, such as a figure that is not finite.</exception>
    public required TrainingRecord Record
    {
        get;
        init
        {
            value.Check();
            field = value;
        }
    }

    /// <summary>
    /// Some windows of the validation part, in the recording's own unit, shape (n, C, L), by which a deployment is verified where no
    /// recordings are at hand; empty where none were kept. Default none.
    /// </summary>
    /// <exception cref="OptionException">They are not whole windows of C channels and L samples, or not finite.</exception>
    public IReadOnlyList<float> ValidationWindows
    {
        get;
        init
        {
            int length = Channels * Length;
            ModelChecks.Require(value.Count % length == 0, "validation windows", $"must be whole windows of {length} values", $"{value.Count} values");
            ModelChecks.Require(value.All(float.IsFinite), "validation windows", "must be finite", "values that are not");
            field = value;
        }
    } = [];

    /// <summary>The SHA-256 of the saved file, as 64 lower-case hexadecimal digits; computed anew on each call, as weights may change.</summary>
    /// <exception cref="ModelFileException">A weight is not finite.</exception>
    public string Hash => TensorArchive.Hash(ToArchive().ToBytes("(not saved)"));

    /// <summary>Reads a model of either kind.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file cannot be read, is no model, was altered, or is of a newer version.</exception>
    public static WindowModel Load(string path) => FromArchive(TensorArchive.Load(path, DiTMoSModel.Kind, EnsembleModel.Kind));

    /// <summary>Reads a model of either kind from a stream, to the stream's end.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <exception cref="ModelFileException">The stream cannot be read, holds no model, was altered, or is of a newer version.</exception>
    public static WindowModel Load(Stream stream, string name) => FromArchive(TensorArchive.Load(stream, name, DiTMoSModel.Kind, EnsembleModel.Kind));

    /// <summary>Writes the model, whole or not at all; a file that was there before is replaced.</summary>
    /// <param name="path">The file, usually with the ending <c>.ditmos</c>.</param>
    /// <exception cref="ModelFileException">A weight is not finite, or the file cannot be written.</exception>
    public void Save(string path) => ToArchive().Save(path);

    /// <summary>Writes the model to a stream.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <exception cref="ModelFileException">A weight is not finite.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToArchive().ToBytes("(stream)"));
    }

    /// <summary>What the model says of windows: the route, and what every classifier would have answered; of an ensemble its answer, as that of one classifier.</summary>
    /// <param name="windows">Windows of the model's channels and length, in the recording's own unit.</param>
    /// <param name="threads">Threads, or 0 for all processors. Changes no result. Default 0.</param>
    /// <returns>Logits that become probabilities when they are divided by <see cref="Temperature"/>.</returns>
    /// <exception cref="RecordingException">The windows have another shape.</exception>
    public RoutedScores Score(WindowSet windows, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        CheckShape(windows);
        using var team = new ThreadTeam(threads == 0 ? Environment.ProcessorCount : threads);
        return Score(Normalization.ApplyAll(windows), Enumerable.Range(0, windows.Count).ToArray(), team);
    }

    /// <summary>What the model says of some windows.</summary>
    /// <param name="samples">Normalised windows, shape (all rows, C, L).</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="team">The threads.</param>
    internal abstract RoutedScores Score(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows, ThreadTeam team);

    /// <summary>What computes the model window by window; the weights are those of now.</summary>
    internal abstract ModelPass CreatePass();

    /// <summary>Refuses windows of another shape than the model's.</summary>
    internal void CheckShape(WindowSet windows)
    {
        if (windows.Channels != Channels || windows.Length != Length)
        {
            throw new RecordingException(
                $"'{windows.Source}': windows must be {Channels} x {Length}, channels ({string.Join(", ", ChannelNames)}), as the model was trained on. Got {windows.Channels} x {windows.Length}: select the same channels and cut windows of the same length.");
        }
    }

    private protected abstract TensorArchive ToArchive();

    /// <summary>The windows that an archive keeps; none where it keeps none.</summary>
    private protected static float[] TakeWindows(TensorArchive archive, NetworkSpec spec) =>
        archive.Tensors.FirstOrDefault(tensor => tensor.Name == WindowsTensor) is { } windows
            ? archive.Take(WindowsTensor, TensorType.Float32, [windows.Shape is [var count, ..] ? count : 0, spec.Channels, spec.Length]).ToArray<float>()
            : [];

    /// <summary>The windows that the model keeps, as a tensor, or none.</summary>
    private protected IEnumerable<ArchiveTensor> WindowTensors()
    {
        int count = ValidationWindows.Count / (Channels * Length);
        return count == 0 ? [] : [ArchiveTensor.Of<float>(WindowsTensor, [count, Channels, Length], ValidationWindows.ToArray())];
    }

    private static WindowModel FromArchive(TensorArchive archive) =>
        archive.Kind == EnsembleModel.Kind ? EnsembleModel.FromArchive(archive) : DiTMoSModel.FromArchive(archive);

    private static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
