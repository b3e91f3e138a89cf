using System.Text;

namespace DiTMoS;

/// <summary>The base of every error that this library reports about its inputs: recordings, model files, options.</summary>
/// <remarks>Messages name the file, row, column or option, the rule, the value found and the way out.</remarks>
public class DiTMoSException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was expected, what was found, and the way out.</param>
    /// <param name="inner">The error underneath, where there is one.</param>
    public DiTMoSException(string message, Exception? inner = null)
        : this(OptionName.Read(message ?? ""), inner)
    {
    }

    private DiTMoSException((string Text, IReadOnlyList<OptionMention> Options) message, Exception? inner)
        : base(message.Text, inner) => Options = message.Options;

    /// <summary>The places where the message names an option of this library, in order.</summary>
    public IReadOnlyList<OptionMention> Options { get; }

    /// <summary>The message with other names for options; all else, such as the names of files, stays as it is.</summary>
    /// <param name="nameOf">Gives the name to show for an <see cref="OptionMention.Option"/>.</param>
    public string MessageWith(Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        var text = new StringBuilder(Message);
        foreach (OptionMention mention in Options.Reverse())
        {
            text.Remove(mention.Start, mention.Length).Insert(mention.Start, nameOf(mention.Option));
        }

        return text.ToString();
    }
}
