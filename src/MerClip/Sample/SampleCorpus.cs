using MerClip.Data;

namespace MerClip.Sample;

/// <summary>
/// A multimodal corpus that is made up, so that the kit has something to learn from without a download: utterances with words, a
/// voice and a face, labelled with sentiment and six emotions that are functions of one state. No modality tells all of it, and
/// some contradict the others. What it shows holds for it, and says nothing about people.
/// </summary>
public sealed class SampleCorpus
{
    /// <summary>Makes the utterances; images and sounds are made when they are asked for.</summary>
    /// <param name="options">How many, and from which seed.</param>
    /// <exception cref="InputException">A number is out of range.</exception>
    public SampleCorpus(SampleOptions options)
    {
        options.Validate();
        Options = options;
        int test = Math.Max(1, options.Speakers * 2 / 9), valid = Math.Max(1, options.Speakers / 9), train = options.Speakers - valid - test;
        var utterances = new SampleUtterance[options.Utterances];
        for (int speaker = 0, index = 0; speaker < options.Speakers; speaker++)
        {
            var split = speaker < train ? Split.Train : speaker < train + valid ? Split.Valid : Split.Test;
            int end = (int)((long)options.Utterances * (speaker + 1) / options.Speakers);
            for (int clip = 0; index < end; clip++, index++) utterances[index] = new(options, index, speaker, clip, split);
        }
        Utterances = utterances;
    }

    /// <summary>What it is made of.</summary>
    public SampleOptions Options { get; }

    /// <summary>All utterances, speaker by speaker: those of training, then validation, then test.</summary>
    public IReadOnlyList<SampleUtterance> Utterances { get; }
}
