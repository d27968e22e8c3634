using MerClip.Data;

namespace MerClip.Explain;

/// <summary>What people would call a step of an utterance: a word, a frame, a piece of time. A word of several tokens is one.</summary>
/// <param name="Modality">The modality.</param>
/// <param name="Name">The word, or where in time it is, or its number from 1.</param>
/// <param name="First">The first of the model's steps that it has.</param>
/// <param name="Count">How many in a row it has.</param>
/// <param name="From">Where it begins, in seconds; null if it has no time.</param>
/// <param name="To">Where it ends, in seconds; null if it has no time.</param>
public sealed record StepSpan(Modality Modality, string Name, int First, int Count, double? From = null, double? To = null);
