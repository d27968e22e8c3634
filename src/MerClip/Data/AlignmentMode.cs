namespace MerClip.Data;

/// <summary>How rows in time become one row a word.</summary>
public enum AlignmentMode
{
    /// <summary>What the CMU SDK 1.2.0 makes of it, to the last bit: <c>align</c> to the words with <c>numpy.mean</c>, <c>impute</c>,
    /// <c>align</c> to the labels, <c>hard_unify</c>. A step is the mean of all rows that the word's time meets, however little they
    /// share, and zeros where none does; values that are not finite go into it. A step lies where its rows are, so that at the
    /// borders of utterances modalities may differ in their number of steps. Utterances without a step in one of the sequences
    /// are left out.</summary>
    /// <remarks>Where rows are double precision the SDK computes in it, and this in single precision. Sequences of one feature are
    /// added in another order there. Not repeated: that a video which a sequence lacks takes with it all whose names begin with
    /// its name, and that words in parts end in an error.</remarks>
    Sdk,

    /// <summary>Each row counts by the time that it shares with the word, and values that are not finite do not count. All
    /// modalities of an utterance have a step for each of its words, and none is left out.</summary>
    Corrected,
}
