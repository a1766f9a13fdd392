drop database if exists name_of_the_database;
create database name_of_the_database;
