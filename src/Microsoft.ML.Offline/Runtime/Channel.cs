namespace Microsoft.ML.Runtime;

/// <summary>Hands messages to the log, with the name of who sent them.</summary>
internal sealed class Channel : IChannel
{
    private readonly string _source;
    private readonly Action<string, ChannelMessage> _log;
    private bool _disposed;

    public Channel(string source, Action<string, ChannelMessage> log)
    {
        _source = source;
        _log = log;
        Trace(MessageSensitivity.None, "Channel started");
    }

    public string ContextDescription => _source;

    public TException Process<TException>(TException ex)
        where TException : Exception
        => ex;

    public void Send(ChannelMessage msg) => _log(_source, msg);

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Trace, sensitivity, fmt);

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Trace, sensitivity, Text(fmt, args));

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Error, sensitivity, fmt);

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Error, sensitivity, Text(fmt, args));

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Warning, sensitivity, fmt);

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Warning, sensitivity, Text(fmt, args));

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Info, sensitivity, fmt);

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Info, sensitivity, Text(fmt, args));

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Trace(MessageSensitivity.None, "Channel disposed");
    }

    private static string Text(string format, object[] args) => string.Format(CultureInfo.InvariantCulture, format, args);

    private void Send(ChannelMessageKind kind, MessageSensitivity sensitivity, string text) => Send(new(kind, sensitivity, text));
}
