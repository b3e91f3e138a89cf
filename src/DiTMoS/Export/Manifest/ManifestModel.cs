namespace DiTMoS.Export.Manifest;

/// <summary>Which model was deployed.</summary>
/// <param name="File">The model file in the folder.</param>
/// <param name="Hash">SHA-256 of the model (<c>ditmos inspect</c> shows it).</param>
/// <param name="Classifiers">Classifiers, N.</param>
/// <param name="FeatureAggregation">Whether classifiers read features of the selector.</param>
/// <param name="SharedBase">Whether the selector's class logits are added to those of the classifier.</param>
/// <param name="Macs">Multiplications of one inference, without repeated ones.</param>
/// <param name="Parameters">Weights and biases of all networks.</param>
/// <param name="LibraryVersion">The version that wrote the folder.</param>
internal sealed record ManifestModel(string File, string Hash, int Classifiers, bool FeatureAggregation, bool SharedBase, long Macs, long Parameters, string LibraryVersion);
