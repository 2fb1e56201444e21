using System.Data.Common;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>What differs between the databases that hold the views. Everything else of a question is SQL that
/// all of them understand.</summary>
internal abstract class Dialect
{
    /// <summary>The text has the parameter's text in it.</summary>
    public abstract string Contains(string text, string parameter);

    /// <summary>The column has one of the values of a parameter, which is an array of numbers or
    /// ids.</summary>
    public abstract string In(string column, string parameter, bool areIds = false);

    /// <summary>What the forms of a parameter's word share at their beginning; null where the database knows
    /// no forms.</summary>
    public abstract string Stem(string word);

    /// <summary>The text has another form of the word. <paramref name="stem"/>: the parameter with a space
    /// and what <see cref="Stem"/> said.</summary>
    public abstract string HasForm(string text, string stem, string word);

    /// <summary>A value as the database's driver takes it.</summary>
    public abstract object Value(object value);

    public abstract Guid Guid(DbDataReader row, int column);

    /// <summary>What finds the words of a question's text.</summary>
    public abstract TextIndex Texts(Moment moment, CommunityFilter filter, CommunityOrder order);

    /// <summary>What common words find, where finding it anew takes long.</summary>
    public virtual CommonWords? Remembered => null;
}
