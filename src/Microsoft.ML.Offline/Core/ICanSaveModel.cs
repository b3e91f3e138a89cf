namespace Microsoft.ML;

/// <summary>Something that can be written into a model file.</summary>
public interface ICanSaveModel
{
    /// <summary>Writes it.</summary>
    void Save(ModelSaveContext ctx);
}
