using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Export.Manifest;
using DiTMoS.Networks;
using DiTMoS.Streaming;
using DiTMoS.Verification.Emulator;
using DiTMoS.Verification.Harness;
using DiTMoS.Verification.HostCompiler;

namespace DiTMoS.Verification;

/// <summary>The checks of the stream of a deployment: samples are pushed one by one, and every decision is compared.</summary>
internal sealed class StreamChecks
{
    private const string Host = "stream on the host";
    private const string Sanitized = "stream under sanitizers";
    private const string Bits = "stream bit for bit";
    private const string Memory = "stream memory";

    private readonly RunnerFolder _folder;
    private readonly ManifestStream _stream;
    private readonly EngineStream _engine;
    private readonly List<VerificationCheck> _checks;
    private readonly CancellationToken _cancellation;
    private StreamResults? _host;

    private StreamChecks(RunnerFolder folder, ManifestStream stream, EngineStream engine, List<VerificationCheck> checks, CancellationToken cancellation)
    {
        _folder = folder;
        _stream = stream;
        _engine = engine;
        _checks = checks;
        _cancellation = cancellation;
    }

    /// <summary>Prepares the checks of a folder; null where it has no stream, or nothing to push.</summary>
    /// <param name="folder">The deployment.</param>
    /// <param name="runner">Its code.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="samples">What to push; null for what the folder keeps.</param>
    /// <param name="windows">The windows that are run, end to end a stream where the network reads samples.</param>
    /// <param name="model">The model.</param>
    /// <param name="checks">Gets the checks.</param>
    /// <param name="cancellation">Ends them early.</param>
    public static StreamChecks? Create(string folder, RunnerFolder runner, DeploymentManifest manifest, StreamSamples? samples, WindowSet windows, WindowModel model, List<VerificationCheck> checks, CancellationToken cancellation)
    {
        if (manifest.Stream is not { } stream)
        {
            return null;
        }

        samples ??= Kept(folder, stream) ?? (IsPlain(stream, windows) ? StreamSamples.Of(windows) : null);
        if (samples is null)
        {
            checks.Add(new(Host, VerificationOutcome.Skipped, "the folder keeps no samples, and its windows hold features: name recordings"));
            return null;
        }

        if (samples.Channels != stream.Channels.Count)
        {
            throw new RecordingException($"'{samples.Source}': samples must have the {stream.Channels.Count} channels {string.Join(", ", stream.Channels.Take(64).Select(Text.Shown))}. Got {samples.Channels}. Name other recordings.");
        }

        return new StreamChecks(runner, stream, new EngineStream(model, stream.ToOptions(), samples, cancellation), checks, cancellation);
    }

    /// <summary>Pushes the samples through the portable code, and once more watched by sanitizers.</summary>
    /// <returns>How the decisions compare; null where the code does not run.</returns>
    public StreamComparison? OnHost()
    {
        _folder.WriteSamples(_engine.Samples);
        _host = RunnerChecks.Try(Host, _checks, () => HostBuild.RunStream(_folder, sanitized: false, _cancellation));
        if (_host is null)
        {
            return null;
        }

        StreamComparison comparison = _engine.Compare(_host);
        Check(Host, _host, comparison);
        if (RunnerChecks.Try(Sanitized, _checks, () => HostBuild.RunStream(_folder, sanitized: true, _cancellation)) is { } watched)
        {
            CheckBits(Sanitized, _host, watched);
        }

        return comparison;
    }

    /// <summary>Pushes the samples through the tuned and the portable code on an emulated core.</summary>
    /// <param name="core">The core.</param>
    /// <param name="network">What the network alone takes.</param>
    /// <returns>What the stream takes; null where it does not run.</returns>
    public StreamFigures? OnEmulator(EmulatedCore core, EmulatorFigures network)
    {
        string name = $"stream on {core.Name}";
        _folder.WriteSamples(_engine.Samples);
        if (RunnerChecks.Try(name, _checks, () => EmulatedBoard.RunStream(_folder, core, portable: false, _cancellation)) is not { } tuned)
        {
            return null;
        }

        StreamComparison comparison = _engine.Compare(tuned.Results);
        Check(name, tuned.Results, comparison);
        if (RunnerChecks.Try(Bits, _checks, () => EmulatedBoard.RunStream(_folder, core, portable: true, _cancellation)) is { } portable
            && (_host ??= RunnerChecks.Try(Bits, _checks, () => HostBuild.RunStream(_folder, sanitized: false, _cancellation))) is { } host)
        {
            CheckBits(Bits, host, portable.Results);
        }

        int ram = tuned.Results.StreamBytes - tuned.Results.ContextBytes;
        int all = tuned.Results.StreamBytes + tuned.Results.StackBytes;
        bool fits = ram == _stream.RamBytes && all <= network.BoardRamBytes;
        _checks.Add(new(Memory, fits ? VerificationOutcome.Passed : VerificationOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"{ram:N0} bytes beside the network's context, planned {_stream.RamBytes:N0}; with context and stack {all:N0} of {network.BoardRamBytes:N0} bytes of RAM")));
        return Figures(tuned, comparison, network, ram);
    }

    private static StreamSamples? Kept(string folder, ManifestStream stream) => stream.Samples is { } file
        ? StreamSamples.Of(Recordings.Load(Path.Combine(folder, file), new RecordingOptions { RequireLabels = false }))
        : null;

    /// <summary>Whether windows hold samples as they are pushed.</summary>
    private static bool IsPlain(ManifestStream stream, WindowSet windows) => stream.Features.Count == 0 && stream.Axes is null && windows.Channels == stream.Channels.Count;

    private void Check(string name, StreamResults results, StreamComparison comparison)
    {
        int unwritten = results.Answers.Count(answer => answer.Invalid && answer.Decision.Outcome != StreamingOutcome.NotFinite);
        string found = string.Create(CultureInfo.InvariantCulture, $"{comparison.Samples:N0} samples: {comparison.Equal} of {comparison.Decisions} decisions as the engine's, {results.Answers.Count(answer => answer.Decision.IsRejected)} of them rejections, scores within {comparison.MaxAbsDifference:0.0E+0}");
        _checks.Add(
            comparison.Decisions == 0 ? new(name, VerificationOutcome.Failed, $"{comparison.Samples:N0} samples are too few for a window: name longer recordings")
            : unwritten > 0 ? new(name, VerificationOutcome.Failed, $"{unwritten} decisions are computed with memory that nobody wrote; {found}")
            : new(name, comparison.Same ? VerificationOutcome.Passed : VerificationOutcome.Failed, found));
    }

    private void CheckBits(string name, StreamResults one, StreamResults other)
    {
        int different = one.Answers.Zip(other.Answers).Count(pair => pair.First.Push != pair.Second.Push || pair.First.Decision != pair.Second.Decision || !pair.First.Scores.AsSpan().SequenceEqual(pair.Second.Scores));
        _checks.Add(different == 0 && one.Answers.Count == other.Answers.Count
            ? new(name, VerificationOutcome.Passed, $"{one.Answers.Count} decisions agree bit for bit")
            : new(name, VerificationOutcome.Failed, $"{different} of {one.Answers.Count} decisions differ; there are {other.Answers.Count}"));
    }

    private StreamFigures Figures(StreamRun run, StreamComparison comparison, EmulatorFigures network, int ramBytes)
    {
        HashSet<int> decided = [.. run.Results.Answers.Select(answer => answer.Push)];
        HashSet<int> frames = [.. FramePushes(run.Results.Instructions.Length).Where(push => !decided.Contains(push))];
        long[] others = [.. run.Results.Instructions.Where((_, push) => !decided.Contains(push) && !frames.Contains(push)).Select(count => (long)count)];
        return new StreamFigures
        {
            Comparison = comparison,
            InstructionsPerSample = others.DefaultIfEmpty(0).Average(),
            InstructionsPerFrame = frames.Count == 0 ? null : frames.Average(push => run.Results.Instructions[push]),
            InstructionsPerDecision = decided.Select(push => (long)run.Results.Instructions[push]).DefaultIfEmpty(0).Max(),
            MeanInstructionsPerSample = (run.Results.Instructions.Sum(count => (double)count) - (decided.Count * network.MeanInstructions)) / run.Results.Instructions.Length,
            RamBytes = ramBytes,
            StackBytes = run.Results.StackBytes,
            CodeBytes = run.CodeBytes - network.CodeBytes,
            ConstantBytes = run.ConstantBytes - network.ConstantBytes,
        };
    }

    /// <summary>The pushes that complete a frame.</summary>
    private IEnumerable<int> FramePushes(int pushes)
    {
        (int length, int hop) = _stream.Features.Select(step => step switch
        {
            MelStep mel => (mel.FrameLength, mel.Hop),
            BandPowerStep bands => (bands.FrameLength ?? _stream.Window, bands.Hop ?? ((bands.FrameLength ?? _stream.Window) / 2)),
            _ => (0, 0),
        }).FirstOrDefault(framing => framing.Item1 > 0);
        if (length == 0 || (_stream.Hop < _stream.Window && _stream.Hop % hop != 0))
        {
            yield break;                                // none, or all with the window
        }

        int ahead = _stream.Decimation == 1 ? 0 : Decimator.WeightsOf(_stream.Decimation).Length / 2;
        int rows = new Framing(length, hop).CountIn(_stream.Window);
        for (long frame = 0; ; frame++)
        {
            long sample = length - 1 + (_stream.Hop < _stream.Window ? frame * hop : (frame / rows * _stream.Hop) + (frame % rows * hop));
            if ((sample * _stream.Decimation) + ahead >= pushes)
            {
                yield break;
            }

            yield return (int)(sample * _stream.Decimation) + ahead;
        }
    }
}
