namespace DiTMoS.Data.Readers.Deap;

/// <summary>What the people in DEAP rated after each video, from 1 to 9; in the order of the columns of its labels.</summary>
public enum DeapTarget
{
    /// <summary>From unpleasant to pleasant.</summary>
    Valence,

    /// <summary>From calm to excited.</summary>
    Arousal,

    /// <summary>From helpless to in control.</summary>
    Dominance,

    /// <summary>How much the video was liked.</summary>
    Liking,
}
