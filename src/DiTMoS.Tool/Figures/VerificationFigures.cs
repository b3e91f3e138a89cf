using System.Text.Json.Serialization;
using DiTMoS.Verification;
using DiTMoS.Verification.Emulator;

namespace DiTMoS.Tool.Figures;

/// <summary>What verifying a deployment found, as JSON. Windows that agree are the fewest of everything that was run: slices, C on the host, C on the emulator.</summary>
internal sealed record VerificationFigures(
    bool Valid,
    int ArenaBytes,
    long FlashBytes,
    int Windows,
    int LabelsEqual,
    int RoutesEqual,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? MaxAbsDifference,
    IReadOnlyList<VerificationCheck> Checks)
{
    /// <summary>How the C code answers on the host; null where it was not run.</summary>
    public AnswerComparison? Host { get; init; }

    /// <summary>How the C code answers on the emulator; null where it was not run, as is all that follows.</summary>
    public AnswerComparison? Emulator { get; init; }

    /// <summary>How the stream of the C code decides on the host; null where there is none or it was not run.</summary>
    public StreamComparison? HostStream { get; init; }

    /// <summary>What the stream takes on the emulator, and how it decides; likewise.</summary>
    public StreamFigures? EmulatorStream { get; init; }

    public string? Core { get; init; }

    public long? Instructions { get; init; }

    public double? MeanInstructions { get; init; }

    public long? Macs { get; init; }

    public double? InstructionsPerMac { get; init; }

    public int? ContextBytes { get; init; }

    public int? StackBytes { get; init; }

    public int? StaticRamBytes { get; init; }

    public int? RamBytes { get; init; }

    public int? BoardRamBytes { get; init; }

    public int? CodeBytes { get; init; }

    public int? ConstantBytes { get; init; }

    public int? ImageFlashBytes { get; init; }

    public long? BoardFlashBytes { get; init; }

    public double? EstimatedMs { get; init; }

    public double? EstimatedMillijoules { get; init; }

    public IReadOnlyList<NetworkFigures>? Networks { get; init; }

    public IReadOnlyList<StepFigures>? Layers { get; init; }

    /// <summary>Where verifying ended before anything was run.</summary>
    /// <param name="message">Why.</param>
    public static VerificationFigures OfFailure(string message) => new(false, 0, 0, 0, 0, 0, null, [new("manifest", VerificationOutcome.Failed, message)]);

    public static VerificationFigures Of(VerificationReport report)
    {
        AnswerComparison? slices = report.MaxAbsDifference is { } difference ? new(report.Windows, report.LabelsEqual, report.RoutesEqual, difference) : null;
        EmulatorFigures? emulator = report.Emulator;
        AnswerComparison[] run = [.. new[] { slices, report.Host, emulator?.Comparison }.OfType<AnswerComparison>()];
        return new(
            report.Valid,
            emulator?.ArenaBytes ?? report.ArenaBytes,
            report.FlashBytes,
            run.Select(comparison => comparison.Windows).DefaultIfEmpty(0).Min(),
            run.Select(comparison => comparison.LabelsEqual).DefaultIfEmpty(0).Min(),
            run.Select(comparison => comparison.RoutesEqual).DefaultIfEmpty(0).Min(),
            run.Length == 0 ? null : run.Max(comparison => comparison.MaxAbsDifference),
            report.Checks)
        {
            Host = report.Host,
            Emulator = emulator?.Comparison,
            HostStream = report.HostStream,
            EmulatorStream = report.EmulatorStream,
            Core = emulator?.Core,
            Instructions = emulator?.Instructions,
            MeanInstructions = emulator?.MeanInstructions,
            Macs = emulator?.Macs,
            InstructionsPerMac = emulator?.InstructionsPerMac,
            ContextBytes = emulator?.ContextBytes,
            StackBytes = emulator?.StackBytes,
            StaticRamBytes = emulator?.StaticRamBytes,
            RamBytes = emulator?.RamBytes,
            BoardRamBytes = emulator?.BoardRamBytes,
            CodeBytes = emulator?.CodeBytes,
            ConstantBytes = emulator?.ConstantBytes,
            ImageFlashBytes = emulator?.FlashBytes,
            BoardFlashBytes = emulator?.BoardFlashBytes,
            EstimatedMs = emulator?.EstimatedMs,
            EstimatedMillijoules = emulator?.EstimatedMillijoules,
            Networks = emulator?.Networks,
            Layers = emulator?.Steps,
        };
    }
}
