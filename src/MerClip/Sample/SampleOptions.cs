namespace MerClip.Sample;

/// <summary>What a sample corpus is made of.</summary>
public sealed record SampleOptions
{
    /// <summary>Fixes everything: one seed gives the same corpus twice, to the byte.</summary>
    public int Seed { get; init; }

    /// <summary>How many utterances; at least one a speaker.</summary>
    public int Utterances { get; init; } = 900;

    /// <summary>How many people speak; at least 3, because each is in one split only.</summary>
    public int Speakers { get; init; } = 45;

    /// <summary>Images of a face for an utterance, at least 1.</summary>
    public int Frames { get; init; } = 5;

    /// <summary>Rows and columns of an image, 16 to 1024.</summary>
    public int FrameSize { get; init; } = 64;

    /// <summary>Share of utterances whose modalities contradict each other, 0…1.</summary>
    public double Disagreeing { get; init; } = 0.18;

    /// <summary>Checks ranges.</summary>
    /// <exception cref="InputException">A number is out of range.</exception>
    public void Validate()
    {
        void Require(bool holds, string what)
        {
            if (!holds) throw new InputException($"sample corpus: {what}");
        }

        Require(Speakers is >= 3 and <= 10_000, $"{Speakers} speakers; use 3 to 10000, so that each split has its own");
        Require(Utterances >= Speakers && Utterances <= 1_000_000,
            $"{Utterances} utterances of {Speakers} speakers; use at least one a speaker, at most a million");
        Require(Frames is >= 1 and <= 999, $"{Frames} frames an utterance; use 1 to 999");
        Require(FrameSize is >= 16 and <= 1024, $"frames of {FrameSize} pixels; use 16 to 1024");
        Require(Disagreeing is >= 0 and <= 1, $"{Disagreeing} of the utterances disagree; use a share from 0 to 1");
    }
}
