using MerClip.Data.Pickle;

namespace MerClip.Data.Formats;

/// <summary>Features of a format that does not pad: each sequence is as long as it is.</summary>
static class SequenceLists
{
    /// <summary>Sets a modality's sequences, null where there is none, and says that all their steps count, zeros at the
    /// end too.</summary>
    public static void Set(PickleDictionary entries, string modality, List<object?> sequences)
    {
        entries.TrySet(modality, sequences);
        entries.TrySet($"{modality}_lengths", sequences.ConvertAll(s => (object?)(s is NdArray array ? (long)array.Shape[0] : 0L)));
    }
}
