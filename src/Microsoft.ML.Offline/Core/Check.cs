using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Runtime;

/// <summary>Checks of arguments and states, and the exceptions that ML.NET throws for them.</summary>
internal static class Check
{
    public static T Value<T>(T value, string name)
        where T : class
        => value ?? throw new ArgumentNullException(name);

    public static string NonEmpty(string value, string name)
        => string.IsNullOrEmpty(value) ? throw new ArgumentNullException(name) : value;

    public static void Param([DoesNotReturnIf(false)] bool condition, string name, string rule)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, rule);
    }

    public static void State([DoesNotReturnIf(false)] bool condition, string rule)
    {
        if (!condition)
            throw new InvalidOperationException(rule);
    }

    /// <summary>A file does not hold what it should.</summary>
    public static void Decode([DoesNotReturnIf(false)] bool condition, string rule)
    {
        if (!condition)
            throw new FormatException(rule);
    }

    public static ArgumentOutOfRangeException NoColumn(string parameter, string role, string column)
        => new(parameter, $"The {Spaced(role)}column '{column}' does not exist.");

    public static ArgumentOutOfRangeException WrongColumn(string parameter, string role, string column, string expected, string actual)
        => new(parameter, $"The {Spaced(role)}column '{column}' must be of type {expected}, and is of type {actual}.");

    private static string Spaced(string role) => role.Length == 0 ? "" : role + " ";
}
