namespace MerClip.Evaluation.Statistics;

/// <summary>What is taken to be drawn at random from a population, and so is drawn again by resampling.</summary>
public enum SamplingUnit
{
    /// <summary>Each utterance for itself: how sure a result is for other utterances of these speakers.</summary>
    Utterance,

    /// <summary>All utterances of a video together, because those of one speaker are alike: how sure a result is for other
    /// speakers. Where ids name no video, every utterance is one of its own.</summary>
    Speaker,
}
