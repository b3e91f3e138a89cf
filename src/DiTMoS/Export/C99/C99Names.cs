using System.Globalization;
using DiTMoS.Graphs;

namespace DiTMoS.Export.C99;

/// <summary>What a model's files, functions and macros are called.</summary>
internal sealed class C99Names
{
    public C99Names(string model)
    {
        Prefix = CIdentifiers.OfModel(model);
    }

    /// <summary>What stands before public functions and types, and what files are called: <c>har</c>.</summary>
    public string Prefix { get; }

    /// <summary>What stands before macros: <c>HAR</c>.</summary>
    public string Macro => Upper(Prefix);

    /// <summary>The type of a layer's weights and bias.</summary>
    public string Layer => $"{Prefix}_layer";

    /// <summary>A layer within the weights of its network: <c>block1</c> of <c>selector_block1</c>.</summary>
    public static string Member(GraphNode node) => node.Name.Split('_') is [TensorNames.Selector or TensorNames.Classifier, ..] ? node.Name[(node.Name.IndexOf('_', StringComparison.Ordinal) + 1)..] : node.Name;

    /// <summary>The constant that holds where a buffer begins, in floats.</summary>
    public static string Offset(string buffer) => $"{Upper(buffer)}_AT";

    public static string Upper(string name) => name.ToUpperInvariant();

    /// <summary>A whole number, grouped by thousands for readers of comments.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
