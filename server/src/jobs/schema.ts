import { runMigrations } from 'graphile-worker'

/**
 * Makes the tables in which jobs wait, or brings them to the newest form: the schema `graphile_worker`, kept by the library and not by our
 * migrations. Jobs can be written only once it is there, so it follows them; a second call finds nothing to do.
 */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1 })
}
