using System.Globalization;

namespace DiTMoS.Graphs;

/// <summary>What tensors are called in graphs, plans, manifests and exported files.</summary>
internal static class TensorNames
{
    public const string Input = "input";
    public const string Route = "selector_route";
    public const string Base = "selector_base";
    public const string Logits = "logits";
    public const string Score = "score";

    /// <summary>What stands before the names of a selector's tensors.</summary>
    public const string Selector = "selector";

    /// <summary>What stands before the names of a classifier's tensors.</summary>
    public const string Classifier = "classifier";

    /// <summary>What stands before the names of the tensors of an ensemble's member <paramref name="index"/>, from 0.</summary>
    public static string Member(int index) => string.Create(CultureInfo.InvariantCulture, $"member{index + 1}");

    public static string Normalized(string network) => $"{network}_normalized";

    /// <summary>What block <paramref name="block"/>, from 0, gives.</summary>
    public static string Block(string network, int block) => string.Create(CultureInfo.InvariantCulture, $"{network}_block{block + 1}");

    public static string Hidden(string network) => $"{network}_hidden";

    /// <summary>A classifier's logits before those of the shared base are added.</summary>
    public const string OwnLogits = "classifier_output";

    /// <summary>The name of classifier <paramref name="index"/>, from 0.</summary>
    public static string ClassifierNetwork(int index) => string.Create(CultureInfo.InvariantCulture, $"classifier_{index}");
}
