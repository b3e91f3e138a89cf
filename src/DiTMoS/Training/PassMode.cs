namespace DiTMoS.Training;

/// <summary>How a forward pass is made.</summary>
/// <param name="Training">Batch statistics and dropout, as opposed to running statistics and none.</param>
/// <param name="DropoutKey">The key of the dropout masks; each network derives its own.</param>
/// <param name="StatisticsUpdates">How often this batch moves the running statistics. Default 1.</param>
internal readonly record struct PassMode(bool Training, ulong DropoutKey = 0, int StatisticsUpdates = 1);
