namespace MerClip.Data;

/// <summary>How rows in time become one row a word.</summary>
public enum AlignmentMode
{
    /// <summary>As the CMU SDK's <c>align</c> with <c>numpy.mean</c>: the mean of all rows that a word's time meets, however
    /// little they share; values that are not finite go into it.</summary>
    Sdk,

    /// <summary>Each row counts by the time that it shares with the word, and values that are not finite do not count.</summary>
    Corrected,
}
