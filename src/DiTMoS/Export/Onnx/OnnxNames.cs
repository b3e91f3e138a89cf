using System.Globalization;

namespace DiTMoS.Export.Onnx;

/// <summary>What the inputs, outputs and metadata of <c>full.onnx</c> are called.</summary>
internal static class OnnxNames
{
    /// <summary>The window: the column that ML.NET's trainers read where no other is named.</summary>
    public const string Features = "Features";

    /// <summary>The K probabilities of the routed classifier, (1, K).</summary>
    public const string Score = "Score";

    /// <summary>The class of the largest score, from 0, (1).</summary>
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>The classifier that the selector chose, from 0, (1).</summary>
    public const string SelectedClassifier = "SelectedClassifier";

    /// <summary>The metadata key that says that a file is not meant for a microcontroller.</summary>
    public const string PcOnly = "pc_only";

    /// <summary>The value of <see cref="PcOnly"/>.</summary>
    public const string Yes = "true";

    /// <summary>What a tensor of classifier <paramref name="index"/> is called beside those of the others: <c>classifier_2_block1</c>, <c>classifier_2_score</c>.</summary>
    public static string OfClassifier(int index, string tensor)
    {
        string prefix = Graphs.TensorNames.Classifier + "_";
        string rest = tensor.StartsWith(prefix, StringComparison.Ordinal) ? tensor[prefix.Length..] : tensor;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}_{rest}");
    }
}
