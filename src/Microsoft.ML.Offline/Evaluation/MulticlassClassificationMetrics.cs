namespace Microsoft.ML.Data;

/// <summary>How well rows are classified.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(
        double microAccuracy, double macroAccuracy, double logLoss, double logLossReduction, int topK, double[] topKAccuracies, double[] perClassLogLoss, ConfusionMatrix confusionMatrix)
    {
        MicroAccuracy = microAccuracy;
        MacroAccuracy = macroAccuracy;
        LogLoss = logLoss;
        LogLossReduction = logLossReduction;
        TopKPredictionCount = topK;
        TopKAccuracyForAllK = topKAccuracies;
        PerClassLogLoss = perClassLogLoss;
        ConfusionMatrix = confusionMatrix;
    }

    /// <summary>The mean negative natural logarithm of the probability of the true class.</summary>
    public double LogLoss { get; }

    /// <summary>How much smaller that is than with the share of each class as its probability, in (-infinity, 1].</summary>
    public double LogLossReduction { get; }

    /// <summary>The accuracy of each class, averaged over the classes that occur, in [0, 1].</summary>
    public double MacroAccuracy { get; }

    /// <summary>The share of the rows that are classified rightly, in [0, 1].</summary>
    public double MicroAccuracy { get; }

    /// <summary>The share of the rows whose class is among the highest scores, as many as were asked for; 0 if none were.</summary>
    public double TopKAccuracy => TopKAccuracyForAllK is [.., var last] ? last : 0;

    /// <summary>How many of the highest scores were asked for.</summary>
    public int TopKPredictionCount { get; }

    /// <summary>The share of the rows whose class is among the highest k scores, for each k from 1; null if none were asked for.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    /// <summary>The logarithmic loss of the rows of each class.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; }

    /// <summary>How many rows of each class were taken for which.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
