using DiTMoS.Verification;

namespace DiTMoS.Tool.Figures;

/// <summary>What verifying a deployment found, as JSON.</summary>
internal sealed record VerificationFigures(
    bool Valid,
    int ArenaBytes,
    long FlashBytes,
    int Windows,
    int LabelsEqual,
    int RoutesEqual,
    double? MaxAbsDifference,
    IReadOnlyList<VerificationCheck> Checks)
{
    public static VerificationFigures Of(VerificationReport report) => new(
        report.Valid,
        report.ArenaBytes,
        report.FlashBytes,
        report.Windows,
        report.LabelsEqual,
        report.RoutesEqual,
        report.MaxAbsDifference,
        report.Checks);
}
