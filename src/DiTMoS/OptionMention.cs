namespace DiTMoS;

/// <summary>A place in the message of a <see cref="DiTMoSException"/> that names an option, so that a program with other names for its options can say those instead.</summary>
/// <param name="Option">The option, such as <c>Windows.Length</c>, <c>Csv.LabelColumn</c> or <c>MaximumBytes</c>.</param>
/// <param name="Start">Where the name begins in the message.</param>
/// <param name="Length">How many characters of the message name it.</param>
public readonly record struct OptionMention(string Option, int Start, int Length);
