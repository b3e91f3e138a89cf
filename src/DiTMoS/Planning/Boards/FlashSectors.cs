namespace DiTMoS.Planning.Boards;

/// <summary>Flash sectors of one size that lie side by side.</summary>
/// <param name="Count">How many, at least 1.</param>
/// <param name="Bytes">Bytes of one, at least 1.</param>
/// <param name="EraseSeconds">The longest time that erasing one takes, in seconds, over 0.</param>
public sealed record FlashSectors(int Count, int Bytes, double EraseSeconds);
