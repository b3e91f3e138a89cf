namespace Microsoft.ML;

/// <summary>A column to read and a column to write.</summary>
public sealed class InputOutputColumnPair
{
    /// <summary>A pair of columns.</summary>
    /// <param name="outputColumnName">The column that is written.</param>
    /// <param name="inputColumnName">The column that is read; null, the default, for the same name.</param>
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        OutputColumnName = Check.NonEmpty(outputColumnName, nameof(outputColumnName));
        InputColumnName = inputColumnName ?? outputColumnName;
    }

    /// <summary>The column that is read.</summary>
    public string InputColumnName { get; }

    /// <summary>The column that is written.</summary>
    public string OutputColumnName { get; }
}
