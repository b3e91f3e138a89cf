using System.Globalization;
using System.Text;
using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Export;

/// <summary>What the engine says of some windows, to hold a deployment against.</summary>
/// <param name="Routes">The classifier of each window, from 0.</param>
/// <param name="Labels">The class of each window, from 0.</param>
/// <param name="Scores">The class probabilities, (windows, K).</param>
internal sealed record ExpectedResults(int[] Routes, int[] Labels, float[] Scores)
{
    private const string Head = "window,route,label";

    /// <summary>Windows.</summary>
    public int Count => Routes.Length;

    /// <summary>Classes, K.</summary>
    public int Classes => Scores.Length / Math.Max(1, Count);

    /// <summary>Scores windows with a model.</summary>
    public static ExpectedResults Of(WindowModel model, WindowSet windows)
    {
        model.CheckShape(windows);
        int k = model.ClassNames.Count;
        int length = windows.Channels * windows.Length;
        var results = new ExpectedResults(new int[windows.Count], new int[windows.Count], new float[windows.Count * k]);
        var scorer = new WindowScorer(model);
        for (int first = 0; first < windows.Count; first += scorer.Capacity)
        {
            int count = Math.Min(scorer.Capacity, windows.Count - first);
            scorer.Score(windows.Samples.AsSpan(first * length, count * length), count);
            for (int i = 0; i < count; i++)
            {
                scorer.Probabilities(i).CopyTo(results.Scores.AsSpan((first + i) * k));
                results.Routes[first + i] = scorer.Selected(i);
                results.Labels[first + i] = Logits.IndexOfMaximum(scorer.Probabilities(i));
            }
        }

        return results;
    }

    /// <summary>Reads what <see cref="ToCsv"/> wrote.</summary>
    /// <exception cref="DeploymentException">The file is another.</exception>
    public static ExpectedResults FromCsv(string text, string file, int classes)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            throw DeploymentException.For(file, $"must begin with the row '{Head},...'", "an empty file", "Deploy the model again");
        }

        var results = new ExpectedResults(new int[lines.Length - 1], new int[lines.Length - 1], new float[(lines.Length - 1) * classes]);
        for (int i = 0; i < results.Count; i++)
        {
            string[] fields = lines[i + 1].Split(',');
            bool good = fields.Length == 3 + classes
                && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out results.Routes[i])
                && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out results.Labels[i]);
            for (int k = 0; good && k < classes; k++)
            {
                good = float.TryParse(fields[3 + k], NumberStyles.Float, CultureInfo.InvariantCulture, out results.Scores[(i * classes) + k]);
            }

            if (!good)
            {
                throw DeploymentException.For(file, $"row {i + 2} must hold a window, its route, its label and {classes} scores", Text.Shown(lines[i + 1]), "Deploy the model again");
            }
        }

        return results;
    }

    /// <summary>One row a window: its number, route, label and scores; classes by number, as names may hold anything.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder(Head);
        for (int k = 0; k < Classes; k++)
        {
            csv.Append(CultureInfo.InvariantCulture, $",score_{k}");
        }

        csv.Append('\n');
        for (int i = 0; i < Count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i},{Routes[i]},{Labels[i]}");
            foreach (float score in Scores.AsSpan(i * Classes, Classes))
            {
                csv.Append(CultureInfo.InvariantCulture, $",{score:R}");
            }

            csv.Append('\n');
        }

        return csv.ToString();
    }
}
