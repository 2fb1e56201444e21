namespace CommunityGrains.EventLog.Contract.Sqlite;

public sealed class AppendingOnSqlite() : Appending(new SqliteStore());

public sealed class CommandsOnSqlite() : Commands(new SqliteStore());

public sealed class LimitsOnSqlite() : Limits(new SqliteStore());

public sealed class ReadingOnSqlite() : Reading(new SqliteStore());

public sealed class WakingOnSqlite() : Waking(new SqliteStore());

public sealed class EndingOnSqlite() : Ending(new SqliteStore());

public sealed class ChainingOnSqlite() : Chaining(new SqliteStore());

public sealed class KeepingOnSqlite() : Keeping(new SqliteStore());

public sealed class AgainstTheModelOnSqlite() : AgainstTheModel(() => new SqliteStore());
