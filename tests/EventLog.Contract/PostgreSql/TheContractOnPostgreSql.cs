namespace CommunityGrains.EventLog.Contract.PostgreSql;

public sealed class AppendingOnPostgreSql() : Appending(new PostgresStore());

public sealed class CommandsOnPostgreSql() : Commands(new PostgresStore());

public sealed class LimitsOnPostgreSql() : Limits(new PostgresStore());

public sealed class ReadingOnPostgreSql() : Reading(new PostgresStore());

public sealed class WakingOnPostgreSql() : Waking(new PostgresStore());

public sealed class EndingOnPostgreSql() : Ending(new PostgresStore());

public sealed class ChainingOnPostgreSql() : Chaining(new PostgresStore());

public sealed class KeepingOnPostgreSql() : Keeping(new PostgresStore());

public sealed class AgainstTheModelOnPostgreSql()
    : AgainstTheModel(() => new PostgresStore(), historiesCount: 30);
