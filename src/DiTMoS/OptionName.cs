using System.Text;

namespace DiTMoS;

/// <summary>Marks in a message which words of it name an option. Exceptions take the marks out, and know the places.</summary>
/// <remarks>The marks are characters that Unicode keeps for the inside of programs; what a message shows of files and values has none (<see cref="Data.Text.Shown"/>).</remarks>
internal static class OptionName
{
    /// <summary>The option <see cref="Data.RecordingOptions.MaximumBytes"/>, which many messages name.</summary>
    public const string MaximumBytes = "\uFDD0MaximumBytes\uFDD1";

    private const char Begin = '\uFDD0';
    private const char End = '\uFDD1';

    /// <summary>The name of an option, for a message.</summary>
    public static string Of(string name) => $"{Begin}{name}{End}";

    /// <summary>Takes the marks out of a message.</summary>
    public static (string Text, IReadOnlyList<OptionMention> Options) Read(string marked)
    {
        int begin = marked.IndexOf(Begin, StringComparison.Ordinal);
        if (begin < 0)
        {
            return (marked, []);
        }

        var text = new StringBuilder();
        var options = new List<OptionMention>();
        int read = 0;
        for (; begin >= 0 && marked.IndexOf(End, begin) is var end and >= 0; begin = marked.IndexOf(Begin, read))
        {
            string name = marked[(begin + 1)..end];
            text.Append(marked, read, begin - read);
            options.Add(new OptionMention(name, text.Length, name.Length));
            text.Append(name);
            read = end + 1;
        }

        return (text.Append(marked, read, marked.Length - read).ToString(), options);
    }
}
