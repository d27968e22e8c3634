using MerClip.Data.Pickle;

namespace MerClip.Data;

/// <summary>Reads data sets in the pickle layout of MMSA (<c>aligned_50.pkl</c>, <c>unaligned_50.pkl</c>).</summary>
/// <remarks>
/// Top level: a dictionary of <c>train</c>, <c>valid</c> and <c>test</c>; other keys are ignored. A split, for N utterances:
/// <list type="bullet">
/// <item><c>id</c> (N): text, unique in the file; required.</item>
/// <item><c>raw_text</c>, <c>annotations</c> (N): text; optional, as everything below.</item>
/// <item><c>regression_labels</c> (N), (N,1) or (N,1,1): sentiment. NaN is kept.</item>
/// <item><c>text</c>, <c>audio</c>, <c>vision</c> (N,T,D), or (N,D) for one step: features. NaN and infinities become 0;
/// which steps are padding: see <c>SequenceBounds</c>. A sequence of zeros is a missing modality.</item>
/// <item><c>audio_lengths</c>, <c>vision_lengths</c> (N): steps before the padding, where they are right.</item>
/// <item><c>clip_times</c> (N,2), ours: start and end in the video, in seconds; NaN where they are not known.</item>
/// <item><c>emotion_labels</c> (N,E), ours: the strength of each emotion. <c>emotion_names</c>, in the split or at top
/// level, names them; without it there are six: happy, sad, anger, surprise, disgust, fear.</item>
/// </list>
/// Any of them is a NumPy array, of any numeric type or of text, or a list; byte strings are text too.
/// Source: MMSA's <c>data_loader.py</c> and the files that MMSA and MMSA-FET distribute and write.
/// </remarks>
public static class MmsaReader
{
    /// <summary>The emotions of <c>emotion_labels</c> where the file names none: CMU-MOSEI's, in its order.</summary>
    public static IReadOnlyList<string> DefaultEmotions { get; } = ["happy", "sad", "anger", "surprise", "disgust", "fear"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The pickle.</param>
    /// <exception cref="InputException">It is no pickle of this layout.</exception>
    public static Corpus Read(string path) => Read(PickleReader.Read(path), Path.GetFileName(path));

    /// <summary>Makes a corpus of a pickle's content. Features are views into its arrays where these are float32.</summary>
    /// <param name="content">What <see cref="PickleReader"/> gave.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">The content has another layout.</exception>
    public static Corpus Read(object? content, string name)
    {
        if (content is not PickleDictionary root)
            throw new InputException($"{name}: holds no dictionary of splits; give a file in MMSA's layout");
        Dictionary<Split, IReadOnlyList<Utterance>> splits = [];
        Dictionary<string, string> seen = [];
        IReadOnlyList<string>? emotions = null;
        foreach (Split split in Enum.GetValues<Split>())
        {
            MmsaSplit data = new(root, split, name);
            splits[split] = data.Utterances();
            foreach (Utterance utterance in splits[split])
            {
                if (!seen.TryAdd(utterance.Id, data.Name))
                    throw data.Error("id",
                        $"'{InputException.Shown(utterance.Id)}' occurs twice, first in {seen[utterance.Id]}",
                        "give every utterance an id of its own");
            }
            if (data.EmotionNames is not { } names) continue;
            if (emotions is not null && !emotions.SequenceEqual(names))
                throw data.Error("emotion_names", "differ from those of another split", "use one list for all");
            emotions = names;
        }
        return new Corpus(splits, emotions);
    }
}
