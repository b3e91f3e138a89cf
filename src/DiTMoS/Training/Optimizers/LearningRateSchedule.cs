namespace DiTMoS.Training.Optimizers;

/// <summary>How the learning rate changes from epoch to epoch.</summary>
public enum LearningRateSchedule
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>Multiplied by a factor every so many epochs.</summary>
    Step,

    /// <summary>Down to zero along half a cosine (Loshchilov and Hutter, 2017).</summary>
    Cosine,
}
