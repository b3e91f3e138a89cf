namespace Microsoft.ML;

/// <summary>Where one part of a model is written to. Only the built-in transformers can write; others hand it on to built-in ones that stand for them.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private ModelSaveContext()
    {
    }

    private ModelNode Written { get; set; }

    /// <summary>Frees nothing.</summary>
    public void Dispose()
    {
    }

    /// <summary>What a part writes.</summary>
    /// <exception cref="InvalidOperationException">It writes nothing.</exception>
    internal static ModelNode Save(ICanSaveModel part)
    {
        using var context = new ModelSaveContext();
        part.Save(context);
        return context.Written ?? throw new InvalidOperationException($"{part.GetType()} cannot be saved: it wrote nothing.");
    }

    internal void Write(string kind, Action<BinaryWriter> write, IEnumerable<ICanSaveModel> parts = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            write(writer);
        Written = new(kind, stream.ToArray(), [.. (parts ?? []).Select(Save)]);
    }
}
