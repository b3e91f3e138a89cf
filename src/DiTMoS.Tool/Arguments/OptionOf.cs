using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DiTMoS.Tool.Arguments;

/// <summary>Makes options whose messages name the option, the rule and the value found.</summary>
internal static class OptionOf
{
    /// <summary>An option with any text, such as a path.</summary>
    public static Option<string?> Text(string name, string placeholder, string description, params string[] aliases) =>
        Make<string?>(name, placeholder, description, Filled, aliases);

    /// <summary>An option with a whole number.</summary>
    public static Option<int?> WholeNumber(string name, string description, int least = int.MinValue) =>
        Make<int?>(name, "N", description, result =>
            int.TryParse(Word(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least
                ? value
                : Refuse<int?>(result, name, least == int.MinValue ? "must be a whole number" : $"must be a whole number of at least {least}"));

    /// <summary>An option with a number from <paramref name="least"/> to below <paramref name="limit"/>.</summary>
    public static Option<double?> Number(string name, string description, double least = 0, double limit = double.PositiveInfinity) =>
        Make<double?>(name, "X", description, result =>
            double.TryParse(Word(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value < limit
                ? value
                : Refuse<double?>(result, name, FormattableString.Invariant($"must be a number of at least {least}{(double.IsInfinity(limit) ? "" : FormattableString.Invariant($" and below {limit}"))}")));

    /// <summary>An option with whole numbers of at least 1, separated by commas; none where it is not given.</summary>
    public static Option<int[]> WholeNumbers(string name, string description) =>
        Make<int[]>(name, "N,N,...", description, result =>
        {
            string[] words = Word(result).Split(',', StringSplitOptions.TrimEntries);
            var values = new int[words.Length];
            for (int i = 0; i < words.Length; i++)
            {
                if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]) || values[i] < 1)
                {
                    return Refuse<int[]>(result, name, "must be whole numbers of at least 1, separated by commas") ?? [];
                }
            }

            return values;
        });

    /// <summary>An option with names, separated by commas; none where it is not given.</summary>
    public static Option<string[]> Names(string name, string description) =>
        Make<string[]>(name, "NAME,NAME,...", description, result =>
        {
            string[] names = Word(result).Split(',', StringSplitOptions.TrimEntries);
            return names.All(word => word.Length > 0) ? names : Refuse<string[]>(result, name, "must be names, separated by commas") ?? [];
        });

    /// <summary>An option with one word of a list, in any case, with hyphens or without.</summary>
    public static Option<T?> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        Option<T?> option = Make<T?>(name, string.Join('|', words), description, result =>
        {
            int at = Array.FindIndex(words, word => Plain(word).Equals(Plain(Word(result)), StringComparison.OrdinalIgnoreCase));
            return at >= 0 ? choices[at].Value : Refuse<T?>(result, name, $"must be {string.Join(", ", words[..^1])} or {words[^1]}");
        });
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option that stands alone.</summary>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    private static Option<T> Make<T>(string name, string placeholder, string description, Func<ArgumentResult, T> parse, params string[] aliases) =>
        new(name, aliases)
        {
            HelpName = placeholder,
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = parse,
        };

    private static string Word(ArgumentResult result) => result.Tokens[0].Value;

    private static string Plain(string word) => word.Replace("-", "", StringComparison.Ordinal);

    private static string? Filled(ArgumentResult result)
    {
        string text = Word(result);
        if (string.IsNullOrWhiteSpace(text))
        {
            result.AddError("An option that needs a value got an empty one.");
        }

        return text;
    }

    private static T? Refuse<T>(ArgumentResult result, string name, string rule)
    {
        result.AddError($"{name} {rule}. Got '{Word(result)}'.");
        return default;
    }
}
