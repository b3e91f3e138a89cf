using System.Globalization;
using System.Text;

namespace DiTMoS.Export.C99;

/// <summary>C identifiers from names that may hold anything.</summary>
internal static class CIdentifiers
{
    /// <summary>The most letters that are kept of a name.</summary>
    public const int MaximumLength = 40;

    private const string Fallback = "model";

    // Words and files that a model's name must not be: <name>.h and <name>.c lie beside the example main.c and where compilers look for their own headers,
    // name_ and NAME_ stand before what must differ from the code's own names, CMake has targets of its own, and Windows has devices for files.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long",
        "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while",
        "assert", "complex", "ctype", "errno", "fenv", "inttypes", "limits", "locale", "main", "math", "setjmp", "signal", "stdarg", "stdbool", "stddef", "stdint",
        "stdio", "stdlib", "string", "tgmath", "time", "wchar", "wctype", "alloca", "atomic", "threads", "asm", "class", "new", "delete", "template", "this", "uint",
        "conv", "dense", "softmax", "selector", "classifier", "logits", "score", "input", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "intmax", "uintmax", "intptr", "uintptr", "size", "ptrdiff", "flt", "dbl",
        "features", "newlib", "strings", "unistd", "shape", "frame", "fill",
        "all", "clean", "depend", "edit_cache", "help", "install", "list_install_components", "package", "package_source", "preinstall", "rebuild_cache", "test",
        "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>The lower-case prefix of a model's files and functions.</summary>
    public static string OfModel(string name)
    {
        string word = Words(name, char.ToLowerInvariant);
        return word.Length == 0 ? Fallback
            : char.IsAsciiDigit(word[0]) || Reserved.Contains(word) ? Cut($"{Fallback}_{word}")
            : word;
    }

    /// <summary>Upper-case words, each once: those that say the same get a number.</summary>
    public static IReadOnlyList<string> OfMembers(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var members = new string[names.Count];
        for (int i = 0; i < members.Length; i++)
        {
            string word = Words(names[i], char.ToUpperInvariant);
            string member = word.Length == 0 ? Numbered("", i) : word;
            for (int number = i; !taken.Add(member); number++)
            {
                member = Numbered(word + "_", number);
            }

            members[i] = member;
        }

        return members;
    }

    /// <summary>Letters and digits of ASCII, runs of anything else as one underscore, none at the ends.</summary>
    private static string Words(string name, Func<char, char> cased)
    {
        var word = new StringBuilder();
        foreach (char sign in name)
        {
            if (char.IsAsciiLetterOrDigit(sign))
            {
                word.Append(cased(sign));
            }
            else if (word.Length > 0 && word[^1] != '_')
            {
                word.Append('_');
            }
        }

        return Cut(word.ToString());
    }

    private static string Cut(string word) => (word.Length > MaximumLength ? word[..MaximumLength] : word).TrimEnd('_');

    private static string Numbered(string word, int number) => string.Create(CultureInfo.InvariantCulture, $"{word}{number}");
}
