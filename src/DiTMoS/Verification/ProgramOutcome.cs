using DiTMoS.Data;

namespace DiTMoS.Verification;

/// <summary>How a program ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it wrote about errors.</param>
/// <param name="TimedOut">Whether it was ended because it took too long.</param>
internal sealed record ProgramOutcome(int Status, string Output, string Error, bool TimedOut)
{
    private const int MostShown = 300;

    /// <summary>Whether it did what it should.</summary>
    public bool Succeeded => Status == 0 && !TimedOut;

    /// <summary>Why it did not, for a message: the first error that it names, or how it ended.</summary>
    public string Problem()
    {
        if (TimedOut)
        {
            return "it took too long and was ended";
        }

        string[] lines = Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string? line = lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault();
        return line is null ? $"it ended with status {Status}" : Text.ShownLine(line, MostShown);
    }
}
