using DiTMoS.Export;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using Microsoft.ML.DiTMoS;
using Microsoft.ML.DiTMoS.Saving;

namespace Microsoft.ML;

/// <summary>Writes what a microcontroller needs to run a DiTMoS model.</summary>
public static class DiTMoSDeploymentExtensions
{
    /// <summary>Plans the model of the last DiTMoS stage in a transformer or chain for a board, and writes its networks, slices and manifest to a folder, whole or not at all.</summary>
    /// <param name="model">The transformer or chain, fitted here or loaded from a file.</param>
    /// <param name="folder">The folder; it is made where it is not there. An earlier deployment is replaced, any other content refused.</param>
    /// <param name="board">The board; null for <see cref="Board.Stm32F767ZI"/>.</param>
    /// <inheritdoc cref="Deploy(ITransformer, string, DeploymentOptions, IDataView?)" path="/returns|/exception|/remarks|/example"/>
    public static DeploymentResult Deploy(this ITransformer model, string folder, Board? board = null) =>
        model.Deploy(folder, board is null ? new DeploymentOptions() : new DeploymentOptions { Board = board });

    /// <summary>Plans the model of the last DiTMoS stage in a transformer or chain, and writes its networks, slices and manifest to a folder, whole or not at all.</summary>
    /// <param name="model">The transformer or chain, fitted here or loaded from a file.</param>
    /// <param name="folder">The folder; it is made where it is not there. An earlier deployment is replaced, any other content refused.</param>
    /// <param name="options">Board, limits and targets.</param>
    /// <param name="windows">
    /// Rows with the model's features column, as the model reads it; some of them are kept in the folder, with what the engine says of them, to verify with. Labels are not read, rows with a value
    /// that is not finite are left out. Null for the windows that the model keeps of its validation part (<see cref="DiTMoSOptions.KeptValidationWindows"/>). Default null.
    /// </param>
    /// <returns>What was written. The same model, options and windows give the same bytes.</returns>
    /// <exception cref="ArgumentException">There is no DiTMoS model in the transformer, or the features column of the windows is missing, of another type or without a window.</exception>
    /// <exception cref="ModelFileException">The model in it was altered, or is of a newer version.</exception>
    /// <exception cref="global::DiTMoS.OptionException">An option is out of range.</exception>
    /// <exception cref="PlanException">No plan keeps to the limits.</exception>
    /// <exception cref="DeploymentException">The folder holds something else or cannot be written, or the shapes of the model break the rules of STM32Cube.AI.</exception>
    /// <remarks>
    /// What stages before the model make of a row is not part of the deployment, so the microcontroller is given windows as the model reads them. Where such stages make the
    /// features column, give <c>model.Transform(rows)</c> as <paramref name="windows"/>.
    /// </remarks>
    /// <example>
    /// <code>
    /// DeploymentResult result = model.Deploy(folder, options, windows);
    /// VerificationReport report = DeploymentVerifier.Verify(folder);
    /// </code>
    /// The whole program: <c>Deploy.cs</c>; as a stage of a pipeline <c>DiTMoSDeploy.cs</c>, in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static DeploymentResult Deploy(this ITransformer model, string folder, DeploymentOptions options, IDataView? windows = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        SavedModel stage = SavedStages.ModelIn(model);
        Deployment.Check(folder, options);                  // before any row is read
        return Deployment.Write(stage.Model, folder, options, windows is null ? null : DeploymentWindows.Read(windows, stage.FeatureColumnName, stage.Model));
    }
}
