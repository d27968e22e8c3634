using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Csd;

/// <summary>An utterance of a video: a row of its labels, and what lies in its time.</summary>
/// <param name="Id"><c>VIDEO$_$CLIP</c>.</param>
/// <param name="Start">Where it starts, in seconds.</param>
/// <param name="End">Where it ends, in seconds.</param>
/// <param name="Text">Its words.</param>
/// <param name="Sentiment">NaN if there is none.</param>
/// <param name="Emotions">Six; null if there are none.</param>
/// <param name="Features">Steps of each modality, (T,D); null where there are none.</param>
sealed record CsdClip(string Id, double Start, double End, string Text, float Sentiment, float[]? Emotions, IReadOnlyDictionary<string, NdArray?> Features);
