namespace DiTMoS.Training.Optimizers;

/// <summary>How one stage moves its weights.</summary>
public sealed record OptimizationOptions
{
    /// <summary>The optimiser. Default SGD.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The learning rate at its highest, over 0. Default 0.01.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>Momentum of SGD, in [0, 1). Default 0.9.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>Nesterov's look-ahead in SGD. Default true.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Weight decay: added to the gradient by SGD, decoupled in AdamW; at least 0. Default 1e-4.</summary>
    public float WeightDecay { get; init; } = 1e-4f;

    /// <summary>Windows per step, at least 1. Default 8.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>How the learning rate changes. Default step.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Step;

    /// <summary>Epochs between two steps of the step schedule, at least 1. Default 6.</summary>
    public int StepEpochs { get; init; } = 6;

    /// <summary>The factor of each step, in (0, 1]. Default 0.5.</summary>
    public float StepFactor { get; init; } = 0.5f;

    /// <summary>Epochs over which the learning rate rises from near zero, at least 0. Default 0.</summary>
    public int WarmUpEpochs { get; init; }

    /// <summary>Whether momentum is forgotten at the start of every epoch, as the authors' code does. Default false.</summary>
    public bool ResetEveryEpoch { get; init; }

    /// <summary>Decay per step of the exponential average of the weights that is evaluated and kept, in [0, 1); 0 for none. Default 0.</summary>
    public float AverageDecay { get; init; }

    /// <summary>Label smoothing of the stage's cross-entropies, in [0, 1); alternation and the selector's pre-training, whose losses are the published ones, use none. Default 0.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>The learning rate of one epoch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="epochs">Epochs of the stage.</param>
    public float LearningRateOf(int epoch, int epochs)
    {
        float rate = LearningRate;
        if (epoch < WarmUpEpochs)
        {
            return rate * (epoch + 1) / (WarmUpEpochs + 1);
        }

        return Schedule switch
        {
            LearningRateSchedule.Step => rate * MathF.Pow(StepFactor, epoch / StepEpochs),
            LearningRateSchedule.Cosine => rate * 0.5f * (1 + MathF.Cos(MathF.PI * (epoch - WarmUpEpochs + 0.5f) / Math.Max(1, epochs - WarmUpEpochs))),
            _ => rate,
        };
    }

    internal Optimizer Create(int count) => Optimizer switch
    {
        OptimizerKind.AdamW => new AdamW(count, WeightDecay),
        _ => new StochasticGradientDescent(count, Momentum, Nesterov, WeightDecay),
    };

    internal void Check(string stage)
    {
        OptionCheck.Positive(LearningRate, $"{stage}.LearningRate");
        OptionCheck.InRange(Momentum, 0, 1, $"{stage}.Momentum");
        OptionCheck.InRange(WeightDecay, 0, float.MaxValue, $"{stage}.WeightDecay");
        OptionCheck.AtLeast(BatchSize, 1, $"{stage}.BatchSize");
        OptionCheck.AtLeast(StepEpochs, 1, $"{stage}.StepEpochs");
        OptionCheck.Positive(StepFactor, $"{stage}.StepFactor");
        OptionCheck.AtMost(StepFactor, 1, $"{stage}.StepFactor");
        OptionCheck.AtLeast(WarmUpEpochs, 0, $"{stage}.WarmUpEpochs");
        OptionCheck.InRange(AverageDecay, 0, 1, $"{stage}.AverageDecay");
        OptionCheck.InRange(LabelSmoothing, 0, 1, $"{stage}.LabelSmoothing");
    }
}
