using System.Text;
using System.Text.Json;

namespace DiTMoS.Experiments.Records;

/// <summary>The text of a run: a line for each member and for each of the test's, so that a difference shows what differs.</summary>
internal static class RunFile
{
    private const int MaximumBytes = 1 << 26;
    private const string WayOut = "Delete it and run the experiment again";

    /// <summary>A run as text; the same run gives the same text.</summary>
    public static string ToText(RunRecord run)
    {
        using JsonDocument document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Default.RunRecord));
        var text = new StringBuilder();
        AppendLines(text, document.RootElement, "", expands: true);
        return text.Append('\n').ToString();
    }

    /// <summary>Reads a run.</summary>
    /// <exception cref="ExperimentException">It cannot be read, is no run, or contradicts itself.</exception>
    public static RunRecord Load(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length is > 0 and <= MaximumBytes
                ? Parse(File.ReadAllBytes(path), path)
                : throw ExperimentException.For(path, $"a run must have 1 to {MaximumBytes} bytes", $"{length}", WayOut);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExperimentException.For(path, "must be a file that can be read", e.Message.TrimEnd('.'), WayOut, e);
        }
    }

    /// <summary>Reads a run.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="path">What the file is called in messages.</param>
    /// <exception cref="ExperimentException">It is no run, or contradicts itself.</exception>
    public static RunRecord Parse(ReadOnlySpan<byte> bytes, string path)
    {
        RunRecord run;
        try
        {
            run = JsonSerializer.Deserialize(bytes, RunJson.Default.RunRecord) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw ExperimentException.For(path, "must be a run as 'ditmos experiment' writes it", e.Message.TrimEnd('.'), WayOut, e);
        }

        if (RunRules.Broken(run) is var (rule, found))
        {
            throw ExperimentException.For(path, rule, found, WayOut);
        }

        return run;
    }

    private static void AppendLines(StringBuilder text, JsonElement members, string indent, bool expands)
    {
        text.Append('{');
        string separator = "\n";
        foreach (JsonProperty member in members.EnumerateObject())
        {
            text.Append(separator).Append(indent).Append("  \"").Append(member.Name).Append("\": ");
            if (expands && member.NameEquals("test"))
            {
                AppendLines(text, member.Value, indent + "  ", expands: false);
            }
            else
            {
                text.Append(member.Value.GetRawText());
            }

            separator = ",\n";
        }

        text.Append('\n').Append(indent).Append('}');
    }
}
