namespace DiTMoS.Bench.Accuracy;

/// <summary>A row of the page's tables.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is, in words.</param>
internal sealed record AccuracyRow(string Name, string Description);
