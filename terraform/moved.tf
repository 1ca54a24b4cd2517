# The first version of this module had one function, and called what belongs to it after that.

moved {
  from = aws_cloudwatch_log_group.function
  to   = aws_cloudwatch_log_group.sync
}

moved {
  from = aws_iam_role.function
  to   = aws_iam_role.sync
}

moved {
  from = aws_iam_role_policy.function
  to   = aws_iam_role_policy.sync
}
