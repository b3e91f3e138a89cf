using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiTMoS.Data.Features;

namespace DiTMoS.Tool.Arguments;

/// <summary>Feature steps as people type them: a kind, and behind colons the parameters that differ from the defaults, such as <c>mfcc:frameLength=400:hop=160</c>.</summary>
internal static class FeatureText
{
    private const string Kind = "kind";

    // Each with its defaults, in the order of Kinds. Named there by hand: the help of every command shows them, and asking the serialiser would slow every start.
    private static readonly FeatureStep[] Steps = [new MfccStep(), new LogMelStep(), new MagnitudeStep(), new JerkStep(), new BandPowerStep()];

    /// <summary>The kinds of steps.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["mfcc", "log-mel", "magnitude", "jerk", "band-power"];

    /// <summary>Reads one step.</summary>
    /// <param name="option">The option that it stands in, for messages.</param>
    /// <param name="text">The step.</param>
    /// <exception cref="OptionException">The kind or a parameter is unknown, or a value does not fit its parameter.</exception>
    public static FeatureStep Parse(string option, string text)
    {
        string[] parts = text.Split(':', StringSplitOptions.TrimEntries);
        int at = Kinds.ToList().FindIndex(known => known.Equals(parts[0], StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            throw new OptionException($"{option} must be some of none, {string.Join(", ", Kinds)}, separated by commas. Got '{parts[0]}'.");
        }

        string kind = Kinds[at];
        JsonObject json = Json(Steps[at]);

        // Lists, such as bands, can be given in code only.
        string[] parameters = [.. json.Where(property => property.Key != Kind && property.Value is not JsonArray).Select(property => property.Key)];
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (string part in parts.Skip(1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals > 0 ? part[..equals].Trim() : throw new OptionException($"{option}: a parameter of {kind} must be NAME=VALUE. Got '{part}'.");
            if (!parameters.Contains(name) || !given.Add(name))
            {
                throw Unknown();
            }

            json[name] = ValueOf(part[(equals + 1)..].Trim());
        }

        try
        {
            return json.Deserialize(FeatureJson.Default.FeatureStep)!;
        }
        catch (JsonException)
        {
            throw Unknown();
        }

        OptionException Unknown() =>
            new($"{option}: {kind} takes {(parameters.Length == 0 ? "no parameters" : $"{string.Join(", ", parameters)}, each once and with a value that suits it")}. Got '{text}'.");
    }

    private static JsonObject Json(FeatureStep step) => JsonSerializer.SerializeToNode(step, FeatureJson.Default.FeatureStep)!.AsObject();

    private static JsonValue ValueOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? JsonValue.Create(number)
        : bool.TryParse(text, out bool flag) ? JsonValue.Create(flag)
        : JsonValue.Create(text);
}
