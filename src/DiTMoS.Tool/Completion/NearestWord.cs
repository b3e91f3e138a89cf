namespace DiTMoS.Tool.Completion;

/// <summary>What somebody probably meant who wrote a word that does not exist.</summary>
internal static class NearestWord
{
    /// <summary>The word that the fewest typing errors lead to; null where none is near.</summary>
    /// <param name="written">The word that does not exist.</param>
    /// <param name="known">The words that do.</param>
    public static string? Of(string written, IEnumerable<string> known)
    {
        int most = Math.Max(1, written.TrimStart('-').Length / 3);
        return known
            .Select(word => (Word: word, Errors: Distance(written, word)))
            .Where(pair => pair.Errors <= most)
            .OrderBy(pair => pair.Errors)
            .ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .Select(pair => pair.Word)
            .FirstOrDefault();
    }

    /// <summary>Letters left out, put in, changed, or two neighbours swapped (optimal string alignment; Damerau 1964).</summary>
    private static int Distance(string a, string b)
    {
        var errors = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                errors[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(errors[i - 1, j], errors[i, j - 1]) + 1,
                    errors[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    errors[i, j] = Math.Min(errors[i, j], errors[i - 2, j - 2] + 1);
                }
            }
        }

        return errors[a.Length, b.Length];
    }
}
