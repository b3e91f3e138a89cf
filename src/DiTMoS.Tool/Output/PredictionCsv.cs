using System.Buffers;
using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Tool.Output;

/// <summary>Writes predictions as comma-separated values, as RFC 4180 has them.</summary>
internal static class PredictionCsv
{
    private static readonly SearchValues<char> ToQuote = SearchValues.Create(",\"\r\n");

    /// <summary>Writes a heading and a row for each window; the column of the chosen classifier only for a routed model, columns of true classes, recordings and where windows begin in them (in samples, and in seconds where the rate is known) only where any is known.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="model">The model.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="scores">What the model says of them.</param>
    public static void Write(TextWriter writer, WindowModel model, WindowSet windows, RoutedScores scores)
    {
        bool isKnown = windows.HasLabels;
        bool isRouted = model is DiTMoSModel;
        string[] none = [];
        string[] labels = isKnown ? ["true"] : none;
        WriteRow(writer, ["window", "predicted", .. model.ClassNames.Select(name => $"score_{name}"), .. isRouted ? ["selected_classifier"] : none, .. labels, .. OriginNames(windows.Origins)]);
        var probabilities = new double[scores.Classes];
        for (int n = 0; n < scores.Count; n++)
        {
            int selected = scores.Selected(n);
            Softmax(scores.Logits(n, selected), model.Temperature, probabilities);
            WriteRow(
                writer,
                [Text(n), model.ClassNames[scores.Predicted(n, selected)], .. probabilities.Select(p => p.ToString("0.000000", CultureInfo.InvariantCulture)), .. isRouted ? [Text(selected)] : none, .. isKnown ? [TrueClass(windows, n)] : none, .. OriginOf(windows.Origins, n)]);
        }
    }

    private static string[] OriginNames(WindowOrigins? origins) => origins switch
    {
        null => [],
        { Starts: null } => ["recording"],
        { SampleRateHz: null } => ["recording", "start"],
        _ => ["recording", "start", "start_seconds"],
    };

    private static IEnumerable<string> OriginOf(WindowOrigins? origins, int n)
    {
        if (origins is null)
        {
            yield break;
        }

        yield return origins.NameOf(n);
        if (origins.Starts is { } starts)
        {
            yield return Text(starts[n]);
        }

        if (origins.StartSeconds(n) is { } seconds)
        {
            yield return seconds.ToString("0.######", CultureInfo.InvariantCulture);
        }
    }

    private static string TrueClass(WindowSet windows, int n) => windows.Labels[n] < 0 ? "" : windows.ClassNames[windows.Labels[n]];

    private static void WriteRow(TextWriter writer, IEnumerable<string> fields)
    {
        writer.Write(string.Join(',', fields.Select(Quote)));
        writer.Write("\r\n");
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(ToQuote) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Softmax(ReadOnlySpan<float> logits, double temperature, Span<double> probabilities)
    {
        double most = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            most = Math.Max(most, logit);
        }

        double sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] = Math.Exp((logits[k] - most) / temperature);
            sum += probabilities[k];
        }

        foreach (ref double probability in probabilities)
        {
            probability /= sum;
        }
    }
}
