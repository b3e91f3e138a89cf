namespace DiTMoS.Networks;

/// <summary>One named tensor of a network.</summary>
/// <param name="Name">Its name, such as <c>block1.conv.weight</c>.</param>
/// <param name="Shape">Its shape; convolutions are (O, C, K), linear layers (outputs, inputs).</param>
/// <param name="Offset">Where it begins in its flat array.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="IsStatistic">Whether it is a running statistic (not trained) or a trained value.</param>
public sealed record ParameterEntry(string Name, IReadOnlyList<int> Shape, int Offset, int Count, bool IsStatistic);
